// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.document.Printer.Outcome;
import org.huitong.document.form.FormPrint;
import org.huitong.document.form.Forms;

/**
 * Makes files and JSON of reports. A file is made whole, in memory, before its first byte leaves: what goes wrong can
 * still be said, nothing of it lies on a disk, and its size is bounded by its rows.
 */
public final class Press {
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

    public byte[] file(Report report, Language language, FileKind kind) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            whole(print(report, language, kind, company, zone.get(), file), kind, Most.in(kind));
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

    /** The same in the company's own form. */
    public byte[] filled(String document, Report report, Language language, FileKind kind, Forms forms) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            FormPrint print = forms.print(document, kind, report, file);
            Most most = Most.inOwnForm(kind);
            whole(new Printer(company, zone.get()).print(report, language, most, print), kind, most);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused what was written to it", e);
        }
        return file.toByteArray();
    }

    /** Prints a single row below a heading that is given already; closes the stream. */
    public static void print(
            FileKind kind, Heading heading, List<Shown> row, Optional<List<Shown>> totals, OutputStream file)
            throws IOException {
        Print print = kind == FileKind.XLSX ? new SheetPrint(file) : new TextPrint(file);
        print.begin(heading, Widths.of(heading, List.of(row)));
        print.row(row);
        print.end(totals);
    }

    private static void whole(Outcome outcome, FileKind kind, Most most) {
        if (outcome == Outcome.CUT) {
            throw new Problem(
                    413,
                    "too-many-rows",
                    LocalText.of(
                            "这份文档超过了 " + most.rows() + " 行或太长，不能生成 " + kind.word() + "。请用 from 和 to 缩小时间范围，或改用 xlsx。",
                            "This document has more than the " + most.rows() + " rows that a " + kind.word()
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
