package io.treeline.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.treeline.core.name.Sni;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first bytes of a connection without consuming them.
 *
 * <p>The grammar, RFC 8446 §4.1.2 and §5.1, RFC 6066 §3, RFC 7301 §3.1 (a number in brackets is a
 * length in octets, {@code <n>} a vector whose length is in its first n octets):
 *
 * <pre>
 * record       = 22  version(2)  fragment&lt;2&gt;           the message may lie in many fragments
 * message      = 1  body&lt;3&gt;
 * body         = version(2) random(32) session_id&lt;1&gt; suites&lt;2&gt; compressions&lt;1&gt; [extensions&lt;2&gt;]
 * extension    = type(2) data&lt;2&gt;
 * server_name  = list&lt;2&gt; of: name_type(1) name&lt;2&gt;    extension 0, name_type 0 is a host name
 * alpn         = list&lt;2&gt; of: name&lt;1&gt;                   extension 16
 * </pre>
 *
 * <p>Never throws. What it can't read it calls {@link FirstBytes#NO_HELLO}: such a connection has
 * no certificate, so a difference of opinion with the TLS library ends in an alert.
 */
final class ClientHelloReader {

  /** BoringSSL takes no longer message from a client. */
  static final int MAX_MESSAGE = 4 + 16_384;

  /** With the headers of records, for a message in small fragments. */
  static final int MAX_OCTETS = 2 * MAX_MESSAGE;

  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int MAX_FRAGMENT = 16_384;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;
  private static final int ALPN = 16;

  private final ByteBuf octets;
  private int at;
  private int end;
  private boolean sound = true;

  private ClientHelloReader(ByteBuf octets, int start, int length) {
    this.octets = octets;
    this.at = start;
    this.end = start + length;
  }

  /** What stands between the reader index and the writer index, which stay where they are. */
  static FirstBytes read(ByteBuf in) {
    int start = in.readerIndex();
    int available = in.readableBytes();
    if (available < RECORD_HEADER) {
      return available == 0 || in.getByte(start) == HANDSHAKE
          ? FirstBytes.UNFINISHED
          : FirstBytes.NO_HELLO;
    }
    int fragment = fragmentAt(in, start);
    if (fragment < 0) {
      return FirstBytes.NO_HELLO;
    }
    if (fragment < MESSAGE_HEADER) {
      return gather(in);
    }
    if (available < RECORD_HEADER + MESSAGE_HEADER) {
      return FirstBytes.UNFINISHED;
    }
    int message = messageAt(in, start + RECORD_HEADER);
    if (message < 0) {
      return FirstBytes.NO_HELLO;
    }
    if (message > fragment) {
      return gather(in);
    }
    return available < RECORD_HEADER + message
        ? FirstBytes.UNFINISHED
        : readMessage(in, start + RECORD_HEADER, message);
  }

  /** The rare hello in several fragments is put together first. */
  private static FirstBytes gather(ByteBuf in) {
    ByteBuf message = Unpooled.buffer(512, MAX_MESSAGE + MAX_FRAGMENT);
    int at = in.readerIndex();
    int limit = in.writerIndex();
    while (limit - at >= RECORD_HEADER) {
      int fragment = fragmentAt(in, at);
      if (fragment < 0) {
        return FirstBytes.NO_HELLO;
      }
      at += RECORD_HEADER;
      int present = Math.min(fragment, limit - at);
      message.writeBytes(in, at, present);
      at += present;
      if (message.writerIndex() >= MESSAGE_HEADER) {
        int length = messageAt(message, 0);
        if (length < 0) {
          return FirstBytes.NO_HELLO;
        }
        if (message.writerIndex() >= length) {
          return readMessage(message, 0, length);
        }
      }
    }
    return in.readableBytes() > MAX_OCTETS ? FirstBytes.NO_HELLO : FirstBytes.UNFINISHED;
  }

  /**
   * The length of the fragment of the record that begins here; -1 if that is no handshake record.
   */
  private static int fragmentAt(ByteBuf in, int at) {
    int length = in.getUnsignedShort(at + 3);
    boolean fits = in.getByte(at) == HANDSHAKE && in.getByte(at + 1) == 3 && length <= MAX_FRAGMENT;
    return fits && length > 0 ? length : -1;
  }

  /** The length of the message that begins here, header included; -1 if that is no ClientHello. */
  private static int messageAt(ByteBuf in, int at) {
    int length = MESSAGE_HEADER + in.getUnsignedMedium(at + 1);
    return in.getByte(at) == CLIENT_HELLO && length <= MAX_MESSAGE ? length : -1;
  }

  private static FirstBytes readMessage(ByteBuf in, int start, int length) {
    ClientHello hello =
        new ClientHelloReader(in, start + MESSAGE_HEADER, length - MESSAGE_HEADER).body();
    return hello == null ? FirstBytes.NO_HELLO : hello;
  }

  private @Nullable ClientHello body() {
    skip(2 + 32);
    skip(number(1));
    skip(number(2));
    skip(number(1));
    if (sound && at == end) {
      return new ClientHello(Sni.ABSENT, ClientHello.NO_PROTOCOLS);
    }
    if (number(2) != end - at) {
      return null;
    }
    return extensions();
  }

  private @Nullable ClientHello extensions() {
    int serverName = -1;
    int alpn = -1;
    while (sound && at < end) {
      int type = number(2);
      int data = at;
      skip(number(2));
      if (type == SERVER_NAME) {
        sound &= serverName < 0;
        serverName = data;
      } else if (type == ALPN) {
        sound &= alpn < 0;
        alpn = data;
      }
    }
    Sni sni = serverName < 0 ? Sni.ABSENT : serverName(serverName);
    byte[] protocols = alpn < 0 ? ClientHello.NO_PROTOCOLS : protocols(alpn);
    return sound ? new ClientHello(sni, protocols) : null;
  }

  /** The first host name of the list. */
  private Sni serverName(int extension) {
    enterList(extension);
    while (sound && at < end) {
      int type = number(1);
      int length = number(2);
      int name = at;
      skip(length);
      if (sound && type == HOST_NAME) {
        return Sni.ofOctets(copy(name, length));
      }
    }
    return Sni.ABSENT;
  }

  private byte[] protocols(int extension) {
    enterList(extension);
    int first = at;
    while (sound && at < end) {
      int length = number(1);
      sound &= length > 0;
      skip(length);
    }
    return sound ? copy(first, end - first) : ClientHello.NO_PROTOCOLS;
  }

  /** Moves into an extension whose data is one list and nothing else. */
  private void enterList(int extension) {
    if (!sound) {
      return;
    }
    at = extension;
    end = octets.writerIndex();
    int data = number(2);
    end = at + data;
    sound &= data >= 2 && number(2) == end - at;
  }

  /** A number of one or two octets; 0 beyond the end. */
  private int number(int width) {
    if (!sound || end - at < width) {
      sound = false;
      return 0;
    }
    int value = width == 1 ? octets.getUnsignedByte(at) : octets.getUnsignedShort(at);
    at += width;
    return value;
  }

  private void skip(int length) {
    sound &= end - at >= length;
    at += sound ? length : 0;
  }

  private byte[] copy(int start, int length) {
    byte[] copy = new byte[length];
    octets.getBytes(start, copy);
    return copy;
  }
}
