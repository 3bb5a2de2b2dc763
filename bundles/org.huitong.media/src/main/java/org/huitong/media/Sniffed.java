// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a file is, by its own first bytes: neither its name nor the platform's word is believed. Only pictures, sound and
 * films that no browser runs anything of are shown in their place; anything else is handed out to be saved.
 */
final class Sniffed {
    /** So many bytes tell every kind. */
    static final int ENOUGH = 16;

    static final String UNKNOWN = "application/octet-stream";

    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");

    /** Browsers do not play AMR, and QuickTime by chance. */
    private static final Set<String> SOUNDS = Set.of("audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4");

    private static final Set<String> FILMS = Set.of("video/mp4", "video/webm");

    /** As what a page shows a file. */
    enum Shows {
        PICTURE("picture"),
        SOUND("sound"),
        FILM("film"),
        /** It is saved. */
        NOTHING("nothing");

        private final String word;

        Shows(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

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
            new Magic(4, "ftyphei", "image/heic"),
            new Magic(0, "#!AMR", "audio/amr"),
            new Magic(0, "ID3", "audio/mpeg"),
            new Magic(0, "\u00ff\u00fb", "audio/mpeg"),
            new Magic(0, "OggS", "audio/ogg"),
            new Magic(8, "WAVE", "audio/wav"),
            new Magic(4, "ftypM4A ", "audio/mp4"),
            new Magic(4, "ftypqt  ", "video/quicktime"),
            new Magic(4, "ftyp", "video/mp4"),
            new Magic(0, "\u001aE\u00df\u00a3", "video/webm"),
            new Magic(0, "MZ", "application/vnd.microsoft.portable-executable"),
            new Magic(0, "\u007fELF", "application/x-executable"),
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

    static Shows shows(String kind) {
        if (PICTURES.contains(kind)) {
            return Shows.PICTURE;
        }
        if (SOUNDS.contains(kind)) {
            return Shows.SOUND;
        }
        return FILMS.contains(kind) ? Shows.FILM : Shows.NOTHING;
    }
}
