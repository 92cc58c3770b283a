package io.treeline.tls;

import io.treeline.core.name.Sni;
import io.treeline.core.tree.Choice;

/**
 * What one handshake was bound to: made once, when its ClientHello is whole, and never changed.
 *
 * <p>Chain and key come from the one value that the choice names, so they can't be of two moments.
 *
 * @param sni the name that the client asked for
 * @param choice whose certificate it gets
 */
public record Selection(Sni sni, Choice choice) {}
