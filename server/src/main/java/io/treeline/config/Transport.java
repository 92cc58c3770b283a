package io.treeline.config;

/** Which of the kernel's interfaces carries the connections. */
public enum Transport {
  /** io_uring where the kernel grants it, else epoll, else NIO. */
  AUTO,
  IO_URING,
  EPOLL,
  NIO
}
