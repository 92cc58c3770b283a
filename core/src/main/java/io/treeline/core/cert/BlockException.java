package io.treeline.core.cert;

/**
 * Why a block can't be used. The message is that of a {@link Finding}; it never quotes the block.
 */
final class BlockException extends Exception {

  private static final long serialVersionUID = 1L;

  private final FindingCode code;
  private final String todo;

  BlockException(FindingCode code, String what, String todo) {
    super(what);
    this.code = code;
    this.todo = todo;
  }

  static BlockException damaged(String what) {
    return new BlockException(
        FindingCode.UNREADABLE_BLOCK, what, "copy the block again from its source, whole");
  }

  static BlockException unsupported(String what) {
    return new BlockException(
        FindingCode.KEY_UNSUPPORTED,
        what,
        "make a new RSA key of at least 2048 bits or an ECDSA key on P-256, and have a certificate"
            + " issued for it");
  }

  Finding at(Place place) {
    return new Finding(code, place, getMessage(), todo);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
