// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SniffedTest {
    private static byte[] bytes(String text) {
        return text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "'\\211PNG\\r\\n\\032\\n....', image/png",
        "'\\377\\330\\377\\340....', image/jpeg",
        "'GIF89a....', image/gif",
        "'RIFF....WEBPVP8 ', image/webp",
        "'RIFF....WAVEfmt ', audio/wav",
        "'RIFF....AVI LIST', application/octet-stream",
        "'#!AMR\\n....', audio/amr",
        "'ID3....', audio/mpeg",
        "'\\377\\373\\220....', audio/mpeg",
        "'OggS....', audio/ogg",
        "'....ftypisom....', video/mp4",
        "'....ftypM4A ....', audio/mp4",
        "'....ftypheic....', image/heic",
        "'....ftypqt  ....', video/quicktime",
        "'\\032\\105\\337\\243....', video/webm",
        "'%PDF-1.7', application/pdf",
        "'PK\\003\\004', application/zip",
        "'<svg xmlns=', application/octet-stream",
        "'<html><scr', application/octet-stream",
        "'', application/octet-stream",
    })
    void theFirstBytesTell(String head, String kind) {
        assertThat(Sniffed.kind(bytes(head))).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "text/html", "application/pdf", "application/octet-stream", "image/heic"})
    void whatMayRunOrCannotBeShownIsSaved(String kind) {
        assertThat(Sniffed.shows(kind)).isEqualTo(Sniffed.Shows.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, PICTURE",
        "image/webp, PICTURE",
        "audio/mpeg, SOUND",
        "audio/ogg, SOUND",
        "video/mp4, FILM",
        "audio/amr, NOTHING"
    })
    void whatABrowserCanShowIsShown(String kind, Sniffed.Shows shows) {
        assertThat(Sniffed.shows(kind)).isEqualTo(shows);
    }
}
