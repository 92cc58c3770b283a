package io.treeline.front;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import io.treeline.config.Transport;
import java.util.Locale;

/**
 * What a configured transport comes to on this machine.
 *
 * <p>A transport that was named and isn't to be had falls back like {@code auto}: a front door on a
 * slower transport is better than none.
 *
 * @param kind never {@link Transport#AUTO}
 * @param remark why a better one that was wanted wasn't taken; empty where there is nothing to say
 */
public record GrantedTransport(Transport kind, String remark) {

  /** Asks the kernel. */
  static GrantedTransport of(Transport wanted) {
    String remark = "";
    if (wanted == Transport.AUTO || wanted == Transport.IO_URING) {
      if (IoUring.isAvailable()) {
        return new GrantedTransport(Transport.IO_URING, "");
      }
      remark = "io_uring: " + IoUring.unavailabilityCause().getMessage();
    }
    if (wanted != Transport.NIO) {
      if (Epoll.isAvailable()) {
        return new GrantedTransport(Transport.EPOLL, remark);
      }
      remark = "epoll: " + Epoll.unavailabilityCause().getMessage();
    }
    return new GrantedTransport(Transport.NIO, remark);
  }

  /** The name as the configuration has it, with the remark. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return remark.isEmpty() ? name : name + " (" + remark + ")";
  }
}
