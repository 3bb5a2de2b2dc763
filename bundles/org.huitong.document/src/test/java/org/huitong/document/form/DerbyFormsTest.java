// SPDX-License-Identifier: Apache-2.0
package org.huitong.document.form;

import org.huitong.testkit.DerbyStore;
import org.junit.jupiter.api.AfterEach;

class DerbyFormsTest implements FormsContract {
    private final FormOffice office = new FormOffice(new DerbyStore());

    @AfterEach
    void close() {
        office.close();
    }

    @Override
    public FormOffice office() {
        return office;
    }
}
