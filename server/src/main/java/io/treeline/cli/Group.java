package io.treeline.cli;

import java.util.List;
import java.util.function.Supplier;

/**
 * A first word and the commands under it.
 *
 * @param name the word
 * @param summary what the commands are about
 * @param commands each, made when it is needed
 */
record Group(String name, String summary, List<Supplier<Command>> commands) {}
