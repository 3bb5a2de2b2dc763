// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.nio.file.Path;
import org.huitong.store.Database;

class FallbackOnDerbyTest extends FallbackContract {
    @Override
    Database database(Path in) {
        return Database.derby(in.resolve("db"), in.resolve("derby.log"), 4);
    }
}
