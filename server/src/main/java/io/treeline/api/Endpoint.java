package io.treeline.api;

/** Answers one kind of request. Runs on a virtual thread of its own, and may block. */
@FunctionalInterface
interface Endpoint {

  /** The answer; what can't be done is thrown, and {@link Problem} words it. */
  Answer answer(Call call);
}
