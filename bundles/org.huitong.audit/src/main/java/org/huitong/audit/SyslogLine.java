// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.huitong.api.audit.Deed.Outcome;
import org.huitong.audit.AuditShelf.Placed;

/**
 * An entry as a syslog message (RFC 5424) in a frame that tells its length (RFC 5425, 4.3). What somebody searched for,
 * what things are called, and differences stay here: they may tell of what is in messages. The hash of the link is told,
 * so that what a collector has can be compared with the chain.
 */
final class SyslogLine {
    /** Facility 13, <i>log audit</i>. */
    private static final int FACILITY = 13 * 8;

    private static final int WARNING = 4;
    private static final int NOTICE = 5;
    private static final int INFORMATIONAL = 6;
    private static final int LONGEST_MSGID = 32;
    private static final int LONGEST_HOST = 255;
    /** Of the enterprises that have no number of their own (RFC 5612). */
    private static final String ELEMENT = "huitong@32473";

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String host;

    /** @param host the name of this machine */
    SyslogLine(String host) {
        this.host = printable(host, LONGEST_HOST);
    }

    byte[] frame(Placed placed) {
        byte[] message = message(placed);
        byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[length.length + message.length];
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(message, 0, frame, length.length, message.length);
        return frame;
    }

    private byte[] message(Placed placed) {
        Entry entry = placed.entry();
        String head =
                "<" + (FACILITY + severity(entry.outcome())) + ">1 " + MILLIS.format(Instant.ofEpochMilli(entry.at()))
                        + " " + host + " huitong - " + printable(entry.verb(), LONGEST_MSGID) + " [" + ELEMENT
                        + parameter("seq", Long.toString(placed.seq())) + parameter("by", entry.doer())
                        + parameter("name", entry.doerName()) + parameter("verb", entry.verb())
                        + parameter("thing", entry.thing()) + parameter("outcome", entry.outcome())
                        + parameter("hash", placed.hash()) + "] ";
        String text = oneLine(entry.doerName() + " (" + entry.doer() + ") " + entry.verb() + " " + entry.thing() + " "
                + entry.outcome());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(BOM);
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static int severity(String outcome) {
        return outcome.equals(Outcome.REFUSED.word())
                ? WARNING
                : outcome.equals(Outcome.FAILED.word()) ? NOTICE : INFORMATIONAL;
    }

    /** RFC 5424, 6.3.3: three signs are escaped. */
    private static String parameter(String name, String value) {
        return " " + name + "=\""
                + oneLine(value).replace("\\", "\\\\").replace("\"", "\\\"").replace("]", "\\]") + "\"";
    }

    /** Many collectors end a record at a line's end, whatever its frame tells. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /** A header's field has printable ASCII alone, and is {@code -} where there is none. */
    private static String printable(String text, int longest) {
        String plain = text.replaceAll("[^!-~]", "");
        return plain.isEmpty() ? "-" : plain.substring(0, Math.min(longest, plain.length()));
    }
}
