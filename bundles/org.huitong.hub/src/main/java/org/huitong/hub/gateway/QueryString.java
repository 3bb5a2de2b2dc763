// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of a URL. Not the servlet's own, which would take a form body for parameters and so eat the bytes that
 * a signature was made of.
 */
final class QueryString {
    private QueryString() {}

    static Map<String, List<String>> parse(String queryOrNull) {
        Map<String, List<String>> parameters = new TreeMap<>();
        if (queryOrNull == null) {
            return parameters;
        }
        for (String pair : queryOrNull.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not percent-encoded after all: a connector will refuse it by its signature if it matters.
            return text;
        }
    }
}
