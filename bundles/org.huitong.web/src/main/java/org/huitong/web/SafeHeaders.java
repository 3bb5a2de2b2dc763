// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import jakarta.servlet.http.HttpServletResponse;

/** The headers that keep a browser from doing more with our answers than we mean. */
public final class SafeHeaders {
    private SafeHeaders() {}

    /** For data: nothing in it may ever run, be framed, cached or guessed at. */
    public static void forData(HttpServletResponse response) {
        common(response);
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
    }

    /** For pages and their modules. The one inline script allowed is the import map, by its hash. */
    public static void forPage(HttpServletResponse response, String importMapHash) {
        common(response);
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self' '" + importMapHash
                        + "'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; "
                        + "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    }

    private static void common(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    }
}
