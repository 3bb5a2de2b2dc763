// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

import java.util.concurrent.Callable;

/** The mail library looks for its parts by the thread's class loader, which in the hub is anybody's. */
final class OwnLoader {
    private OwnLoader() {}

    static <T> T with(Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OwnLoader.class.getClassLoader());
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
