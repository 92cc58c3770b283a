package io.treeline.tls;

/**
 * What became of the handshakes of one listener since it was made.
 *
 * @param completed full handshakes and resumptions
 * @param failed ended before they completed: by an alert of either side, a timeout, or a connection
 *     that was closed after it had sent something
 * @param waited had to wait for their certificate to be loaded
 * @param unusable ended because their certificate can't be served
 */
public record HandshakeCounts(long completed, long failed, long waited, long unusable) {}
