// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.exports;

import java.util.Arrays;
import java.util.Optional;
import org.huitong.api.document.FileKind;
import org.huitong.api.filter.Filter;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/** Which messages somebody wants as a file, and as what. */
record Wish(Filter filter, Format format) {
    /** As what. */
    enum Format {
        /** One line a message, for programs. */
        JSONL("jsonl", "application/x-ndjson"),
        XLSX(FileKind.XLSX),
        PDF(FileKind.PDF);

        private final String word;
        private final String mediaType;
        private final Optional<FileKind> report;

        Format(String word, String mediaType) {
            this.word = word;
            this.mediaType = mediaType;
            this.report = Optional.empty();
        }

        Format(FileKind kind) {
            this.word = kind.word();
            this.mediaType = kind.mediaType();
            this.report = Optional.of(kind);
        }

        String word() {
            return word;
        }

        String mediaType() {
            return mediaType;
        }

        /** What a report is printed as; empty where it is no report. */
        Optional<FileKind> report() {
            return report;
        }

        private static Optional<Format> ofWord(String word) {
            return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
        }
    }

    /** @throws Problem where it is none; it says how to mend it */
    static Wish read(String body) {
        Json json = Json.read(body == null ? "" : body)
                .good()
                .filter(Json::isObject)
                .orElseThrow(() -> Problem.badRequest("请求体应是一个 JSON 对象。", "The body is to be an object of JSON."));
        Parsed<Filter> filter = FilterJson.read(json.at("filter"));
        if (filter instanceof Parsed.Bad<Filter> bad) {
            throw new Problem(
                    400,
                    "bad-filter",
                    LocalText.of(bad.reason().zh() + "。", bad.reason().en() + "."));
        }
        Format format = Format.ofWord(json.text("format").orElse(""))
                .orElseThrow(() -> new Problem(
                        400,
                        "bad-format",
                        LocalText.of("format 是 xlsx、pdf 或 jsonl。", "format is xlsx, pdf or jsonl.")));
        return new Wish(filter.good().orElseThrow(), format);
    }

    /** As a job keeps it. */
    String text() {
        return "{\"filter\":" + FilterJson.write(filter) + ",\"format\":" + Json.quote(format.word) + "}";
    }
}
