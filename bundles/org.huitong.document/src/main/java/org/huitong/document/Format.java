// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files that a report is made into, and how many rows one may have: what people can still read, or a program. */
enum Format {
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 100_000),
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 5_000);

    static final List<String> WORDS = Arrays.stream(values()).map(Format::word).toList();

    private final String word;
    private final String mediaType;
    private final int mostRows;

    Format(String word, String mediaType, int mostRows) {
        this.word = word;
        this.mediaType = mediaType;
        this.mostRows = mostRows;
    }

    static Optional<Format> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
    }

    /** As it ends the file's name. */
    String word() {
        return word;
    }

    String mediaType() {
        return mediaType;
    }

    int mostRows() {
        return mostRows;
    }
}
