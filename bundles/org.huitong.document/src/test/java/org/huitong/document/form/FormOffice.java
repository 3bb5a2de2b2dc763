// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import org.huitong.testkit.HeardAudit;
import org.huitong.testkit.OneKeyVault;
import org.huitong.testkit.OwnStore;
import org.huitong.testkit.TestClock;

/** The company's forms with everything that is real about them. */
public final class FormOffice implements AutoCloseable {
    final OwnStore store;
    final HeardAudit audit = new HeardAudit();
    final TestClock clock = new TestClock();
    public final Forms forms;

    public FormOffice(OwnStore store) {
        this.store = store.migrate("document");
        forms = new Forms(new FormShelf(store, new OneKeyVault()), audit, clock);
    }

    @Override
    public void close() {
        store.close();
    }
}
