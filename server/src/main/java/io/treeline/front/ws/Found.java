package io.treeline.front.ws;

/** What a path came to on disk. */
sealed interface Found permits StaticFile, Found.Directory, Found.Missing {

  /** A directory with an index, asked for without its last slash. */
  record Directory() implements Found {}

  /** Nothing that may be shown. */
  record Missing() implements Found {}

  /** The one value of its kind. */
  Found DIRECTORY = new Directory();

  /** The one value of its kind. */
  Found MISSING = new Missing();
}
