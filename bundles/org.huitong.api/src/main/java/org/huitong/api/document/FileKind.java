// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.util.Arrays;
import java.util.Optional;

/** The files that a report is made into. */
public enum FileKind {
    /** A workbook (ISO/IEC 29500), for whoever goes on with it. */
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** A text document (ISO/IEC 29500), for whoever edits it. */
    DOCX("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    /** Pages (ISO 32000) with their font in them, for whoever signs, prints or keeps it. */
    PDF("pdf", "application/pdf");

    private final String word;
    private final String mediaType;

    FileKind(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    public static Optional<FileKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** As it ends the file's name. */
    public String word() {
        return word;
    }

    public String mediaType() {
        return mediaType;
    }
}
