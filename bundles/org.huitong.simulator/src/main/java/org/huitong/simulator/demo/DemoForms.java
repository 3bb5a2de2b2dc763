// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import org.huitong.simulator.Simulator;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The company's own form of 《任务跟踪表》, under its red heading, which the head of IT uploads in the demo. */
@Component(service = DemoForms.class, immediate = true)
public final class DemoForms {
    private static final String HEAD = "linzx";
    private static final String FILE = "own-form.docx";
    /** 任务通报（红头）.docx */
    private static final String NAME = "attachment; filename*=UTF-8''"
            + "%E4%BB%BB%E5%8A%A1%E9%80%9A%E6%8A%A5%EF%BC%88%E7%BA%A2%E5%A4%B4%EF%BC%89.docx";

    private final Errand errand;

    @Activate
    public DemoForms(BundleContext context, @Reference DemoRoles roles, @Reference DemoLogins logins) {
        this.errand = new Errand("forms", Simulator.hub(context), logins);
        if (roles.first() && logins.password(HEAD).isPresent()) {
            errand.begin(this::upload);
        }
    }

    @Deactivate
    void stop() {
        errand.close();
    }

    private void upload(Errand at) throws IOException {
        Visitor.Said said = at.entered(HEAD).put("forms/task-table/docx", NAME, DemoArchive.bytes(FILE));
        if (!said.isGood()) {
            throw new IOException("the form was not taken, the hub answered " + said.status());
        }
    }
}
