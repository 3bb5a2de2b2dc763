// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.document.Printer.Outcome;

/**
 * Makes files and JSON of reports. A file is made whole, in memory, before its first byte leaves: what goes wrong can
 * still be said, nothing of it lies on a disk, and its size is bounded by its rows.
 */
final class Press {
    /** What a page shows, and a person looks through. */
    private static final int MOST_ON_A_PAGE = 2_000;

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

    byte[] file(Report report, Language language, Format format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Print print = format == Format.XLSX ? new SheetPrint(file) : new TextPrint(file);
        try {
            whole(new Printer(company, zone.get()).print(report, language, format.mostRows(), print), format);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused what was written to it", e);
        }
        return file.toByteArray();
    }

    private static void whole(Outcome outcome, Format format) {
        if (outcome == Outcome.CUT) {
            throw new Problem(
                    413,
                    "too-many-rows",
                    LocalText.of(
                            "这份文档超过了 " + format.mostRows() + " 行，不能生成 " + format.word()
                                    + "。请用 from 和 to 缩小时间范围，或改用 xlsx。",
                            "This document has more than the " + format.mostRows() + " rows that a " + format.word()
                                    + " may have. Ask for a shorter time with from and to, or for xlsx."));
        }
    }

    ReportJson json(String name, Report report, Language language) {
        JsonPrint print = new JsonPrint();
        ZoneId here = zone.get();
        try {
            Outcome outcome = new Printer(company, here).print(report, language, MOST_ON_A_PAGE, print);
            return print.json(name, here, outcome == Outcome.CUT);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing was written", e);
        }
    }
}
