package io.treeline.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The store can't do what it was asked; the message is one sentence that says why and what to do.
 * Nothing was changed.
 */
public abstract sealed class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** There is no room left on the disk. */
  public static final class Full extends StoreException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /** Says where the room ran out. */
    public Full(String place, @Nullable Throwable cause) {
      super(
          "The disk that holds "
              + place
              + " is full, nothing was changed: make room there and"
              + " repeat the command.",
          cause);
      this.place = place;
    }

    /** What the disk holds. */
    public String place() {
      return place;
    }
  }

  /** The data was written by a newer version of Treeline. */
  public static final class NewerVersion extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Says which schema was found and which is the newest known. */
    public NewerVersion(String place, int found, int known) {
      super(
          place
              + " was written by a newer Treeline (schema "
              + found
              + ", this one knows "
              + known
              + "): start that version, or restore a backup made before the upgrade.",
          null);
    }
  }

  /** Files can't be made or written. */
  public static final class NotWritable extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Says what can't be written. */
    public NotWritable(Path path, String user, @Nullable Throwable cause) {
      super(
          path
              + " can't be written by the user "
              + user
              + ": give it to that user (chown), or name another directory with --data.",
          cause);
    }
  }

  /** Another server has the data directory open. */
  public static final class Locked extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Says whose it is; an empty {@code owner} where that isn't known. */
    public Locked(Path dataDir, String owner) {
      super(
          "Another Treeline server"
              + (owner.isEmpty() ? "" : " (pid " + owner + ")")
              + " uses the data directory "
              + dataDir
              + ": stop it first, or name another directory with --data.",
          null);
    }
  }

  /** The master key is missing, unreadable, or not the one that sealed this store. */
  public static final class WrongMasterKey extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Takes the whole sentence. */
    public WrongMasterKey(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }

  /** The change contradicts what is stored. */
  public static final class Conflict extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Takes the whole sentence. */
    public Conflict(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }

  /** The database can't be reached, is damaged, or failed in a way that has no better name. */
  public static final class Unavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Takes the whole sentence. */
    public Unavailable(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }
}
