// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;

/** A company's form, read and found to be safe and understood. Filled once. */
interface Template {
    Logger LOG = LoggerFactory.getLogger(Template.class);

    /** The largest file that is taken. */
    int LARGEST = 4 << 20;

    /** Writes the file, and closes the stream. */
    void fill(Filling filling, OutputStream file) throws IOException;

    /** Empty where there are faults. */
    static Optional<Template> read(byte[] file, FileKind kind, Report report, Faults faults) {
        Optional<OfficeFile> open = OfficeFile.open(file, faults);
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            new Inspection(open.get(), faults).of(kind);
            if (!faults.isEmpty()) {
                return Optional.empty();
            }
            Vocabulary vocabulary = Vocabulary.of(report);
            Template template = kind == FileKind.XLSX
                    ? Sheets.read(open.get(), vocabulary, report.columns(), faults)
                    : Texts.read(open.get(), vocabulary, faults);
            return faults.isEmpty() ? Optional.of(template) : Optional.empty();
        } catch (SAXException | RuntimeException e) {
            // Whatever a file that somebody made up leads to: it is the file that is not right.
            LOG.info("A form cannot be read kind={} why={}", kind.word(), e.toString());
            faults.add("xml", "部件的内容无法读取", "the content of its parts cannot be read");
            return Optional.empty();
        }
    }
}
