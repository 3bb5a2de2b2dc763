// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses in digits. Names are never looked up: a stranger could choose which, and how long that takes. */
public final class Literal {
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("\\[?(?=.*:)[0-9a-fA-F:.]{2,45}]?");

    private Literal() {}

    public static Optional<InetAddress> address(String text) {
        if (text == null || !V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
