// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a file is, by its own first bytes: neither its name nor the platform's word is believed. Only pictures that no
 * browser runs anything of are shown in their place; anything else is handed out to be saved.
 */
final class Sniffed {
    /** So many bytes tell every kind. */
    static final int ENOUGH = 16;

    static final String UNKNOWN = "application/octet-stream";

    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");

    private record Magic(int at, String bytes, String kind) {
        boolean fits(byte[] head) {
            byte[] magic = bytes.getBytes(StandardCharsets.ISO_8859_1);
            if (head.length < at + magic.length) {
                return false;
            }
            for (int i = 0; i < magic.length; i++) {
                if (head[at + i] != magic[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Magic> KINDS = List.of(
            new Magic(0, "\u0089PNG\r\n\u001a\n", "image/png"),
            new Magic(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
            new Magic(0, "GIF87a", "image/gif"),
            new Magic(0, "GIF89a", "image/gif"),
            new Magic(8, "WEBP", "image/webp"),
            new Magic(0, "BM", "image/bmp"),
            new Magic(0, "#!AMR", "audio/amr"),
            new Magic(0, "ID3", "audio/mpeg"),
            new Magic(0, "OggS", "audio/ogg"),
            new Magic(8, "WAVE", "audio/wav"),
            new Magic(4, "ftyp", "video/mp4"),
            new Magic(0, "%PDF-", "application/pdf"),
            new Magic(0, "PK\u0003\u0004", "application/zip"));

    private Sniffed() {}

    static String kind(byte[] head) {
        return KINDS.stream()
                .filter(magic -> magic.fits(head))
                .map(Magic::kind)
                .findFirst()
                .orElse(UNKNOWN);
    }

    static boolean isShown(String kind) {
        return SHOWN.contains(kind);
    }
}
