// SPDX-License-Identifier: Apache-2.0
package org.huitong.document;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.huitong.api.clock.Clock;
import org.huitong.api.document.FileKind;
import org.huitong.api.document.Report;
import org.huitong.api.document.ReportPrinter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The same files as of documents, for whoever has a report of their own. */
@Component(configurationPid = "org.huitong.document")
public final class PressRoom implements ReportPrinter {
    private final Clock clock;
    private final String company;

    @Activate
    public PressRoom(@Reference Clock clock, DocumentConfig config) {
        this(clock, config.unit());
    }

    PressRoom(Clock clock, String company) {
        this.clock = clock;
        this.company = company;
    }

    @Override
    public boolean print(Report report, FileKind kind, boolean chinese, OutputStream out) throws IOException {
        OutputStream open = new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
        Language language = chinese ? Language.CHINESE : Language.ENGLISH;
        return Press.print(report, language, kind, company, clock.zone(), open) == Printer.Outcome.WHOLE;
    }
}
