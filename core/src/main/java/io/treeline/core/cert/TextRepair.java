package io.treeline.core.cert;

/** What was put right in a text that had suffered on its way. */
enum TextRepair {
  MARK_DAMAGED("A BEGIN or END line isn't as it was written"),
  MARK_MISSING("A block has no BEGIN line or no END line"),
  ESCAPED("The text is escaped, as in JSON, HTML or a URL"),
  ENCODED_TWICE("The text is encoded in Base64 once more");

  private final String what;

  TextRepair(String what) {
    this.what = what;
  }

  Finding at(Place place) {
    return new Finding(
        FindingCode.TEXT_PUT_RIGHT, place, what, "nothing to do, it was understood and put right");
  }
}
