// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291), or one address: {@code 10.0.0.0/8}, {@code 192.0.2.7},
 * {@code 2001:db8::/32}. Names are never looked up.
 */
final class Range {
    private static final Pattern WRITTEN = Pattern.compile("([0-9A-Fa-f.:]+)(?:/([0-9]{1,3}))?");
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final byte[] net;
    private final int bits;

    private Range(byte[] net, int bits) {
        this.net = net;
        this.bits = bits;
    }

    /** Empty where it is none, or where bits stand behind its prefix: that would be another range than was meant. */
    static Optional<Range> of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        return address(written.group(1)).flatMap(net -> {
            int bits = written.group(2) == null ? net.length * 8 : Integer.parseInt(written.group(2));
            return bits <= net.length * 8 && isBare(net, bits) ? Optional.of(new Range(net, bits)) : Optional.empty();
        });
    }

    private static boolean isBare(byte[] net, int bits) {
        for (int bit = bits; bit < net.length * 8; bit++) {
            if (isSet(net, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] address, int bit) {
        return (address[bit / 8] >> 7 - bit % 8 & 1) == 1;
    }

    /** Whether an address in digits lies in it; what is no address lies nowhere. */
    boolean holds(String remote) {
        return address(plain(remote)).filter(this::holds).isPresent();
    }

    private boolean holds(byte[] address) {
        if (address.length != net.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (isSet(address, bit) != isSet(net, bit)) {
                return false;
            }
        }
        return true;
    }

    /** Without the brackets of an address with colons, and the zone of one of this link. */
    private static String plain(String remote) {
        String bare =
                remote.startsWith("[") && remote.endsWith("]") ? remote.substring(1, remote.length() - 1) : remote;
        int zone = bare.indexOf('%');
        return zone < 0 ? bare : bare.substring(0, zone);
    }

    private static Optional<byte[]> address(String text) {
        if (!V4.matcher(text).matches()
                && (text.indexOf(':') < 0 || !WRITTEN.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            // Digits alone: nothing is looked up. An IPv4 address inside an IPv6 one becomes that.
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(net).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("it was made of an address", e);
        }
    }
}
