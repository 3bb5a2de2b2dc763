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

    /**
     * For a page, which may be kept by nobody. Nothing inline runs.
     *
     * @param nonce a word that holds once: browsers before Safari 16.4 have sheets of components in the document, where
     *     Lit says it
     */
    public static void forPage(HttpServletResponse response, String nonce) {
        common(response);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce
                        + "'; img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; "
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
