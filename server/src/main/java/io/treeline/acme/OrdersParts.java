package io.treeline.acme;

import java.time.InstantSource;

/** What every order uses. */
record OrdersParts(
    OrderRows rows,
    Challenger challenger,
    ChallengeChoice.Chooser chooser,
    Pause pause,
    InstantSource clock) {}
