// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.util.List;
import java.util.Locale;

/**
 * The names within one container, which is a folder. Described in {@code docs/archive-format.md}; whoever changes
 * anything here writes another {@link #FORMAT}.
 */
final class Container {
    static final String FORMAT = "huitong-archive/2";
    static final String MESSAGES = "messages.jsonl.enc";
    static final String ATTACHMENTS = "attachments.jsonl.enc";
    static final String MANIFEST = "manifest.json";
    static final String MANIFEST_MAC = "manifest.hmac";
    static final String HASHES = "SHA256SUMS";

    /** How a folder is called until all of it is there. */
    static final String PART = ".part";

    /** With {@link #file} everything that is ever in one: nothing else is ever taken away. */
    static final List<String> FILES = List.of(MESSAGES, ATTACHMENTS, MANIFEST, MANIFEST_MAC, HASHES);

    private Container() {}

    /** What a message's file is called, from 1 on. */
    static String file(int number) {
        return String.format(Locale.ROOT, "file-%06d.enc", number);
    }

    /** Its own name: the last part of its place. */
    static String name(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }
}
