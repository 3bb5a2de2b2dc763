// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.mail;

/** The mail library looks for its parts by the thread's class loader, which in the hub is anybody's. */
final class OwnLoader {
    private OwnLoader() {}

    /**
     * Work of the library's.
     *
     * @param <A> what it may throw
     * @param <B> what else it may throw
     */
    interface Work<T, A extends Exception, B extends Exception> {
        T call() throws A, B;
    }

    static <T, A extends Exception, B extends Exception> T with(Work<T, A, B> work) throws A, B {
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
