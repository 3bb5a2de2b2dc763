// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.document.Heading;
import org.huitong.document.Print;
import org.huitong.document.Shown;
import org.huitong.document.Widths;

/** A report in the company's own form: what ours show is gathered, and filled into it at the end. */
public final class FormPrint implements Print {
    private final Template template;
    private final OutputStream file;
    private final List<List<Shown>> rows = new ArrayList<>();
    private Heading heading;

    FormPrint(Template template, OutputStream file) {
        this.template = template;
        this.file = file;
    }

    @Override
    public void begin(Heading heading, Widths widths) {
        this.heading = heading;
    }

    @Override
    public boolean holdsHidden() {
        return true;
    }

    @Override
    public void row(List<Shown> row) {
        rows.add(row);
    }

    @Override
    public void end(Optional<List<Shown>> totals) throws IOException {
        template.fill(new Filling(heading, rows, totals), file);
    }
}
