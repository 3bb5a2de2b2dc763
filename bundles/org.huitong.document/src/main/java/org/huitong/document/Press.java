// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.document.Printer.Outcome;

/**
 * Makes files and JSON of reports. A file is made whole, in memory, before its first byte leaves: what goes wrong can
 * still be said, nothing of it lies on a disk, and its size is bounded by its rows.
 */
final class Press {
    private final String company;
    private final Supplier<ZoneId> zone;

    /**
     * @param company see {@link Heading#of}
     * @param zone the hub's, asked for with each report
     */
    Press(String company, Supplier<ZoneId> zone) {
        this.company = company;
        this.zone = zone;
    }

    byte[] file(Report report, Language language, FileKind kind) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            whole(print(report, language, kind, company, zone.get(), file), kind);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused what was written to it", e);
        }
        return file.toByteArray();
    }

    /** Prints, and closes the stream. */
    static Outcome print(
            Report report, Language language, FileKind kind, String company, ZoneId zone, OutputStream file)
            throws IOException {
        Printer printer = new Printer(company, zone);
        Most most = Most.in(kind);
        return switch (kind) {
            case XLSX -> printer.print(report, language, most, new SheetPrint(file));
            case DOCX -> printer.print(report, language, most, new TextPrint(file));
            case PDF -> {
                try (PagePrint pages = new PagePrint(file)) {
                    yield printer.print(report, language, most, pages);
                }
            }
        };
    }

    private static void whole(Outcome outcome, FileKind kind) {
        if (outcome == Outcome.CUT) {
            throw new Problem(
                    413,
                    "too-many-rows",
                    LocalText.of(
                            "这份文档超过了 " + Most.in(kind).rows() + " 行或太长，不能生成 " + kind.word()
                                    + "。请用 from 和 to 缩小时间范围，或改用 xlsx。",
                            "This document has more than the " + Most.in(kind).rows() + " rows that a " + kind.word()
                                    + " may have, or is too long for one. Ask for a shorter time with from and to, or for xlsx."));
        }
    }

    ReportJson json(String name, Report report, Language language) {
        JsonPrint print = new JsonPrint();
        ZoneId here = zone.get();
        try {
            Outcome outcome = new Printer(company, here).print(report, language, Most.ON_A_PAGE, print);
            return print.json(name, here, outcome == Outcome.CUT);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing was written", e);
        }
    }
}
