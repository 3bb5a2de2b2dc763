// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import java.util.function.Supplier;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * {@code RuntimeDelegate} looks for its implementation with the thread's class loader, and neither Jetty's threads nor
 * those that install bundles carry one that knows Jersey's server. The injection manager Jersey finds by itself, in the
 * services of started bundles.
 */
final class JerseysClasses {
    private JerseysClasses() {}

    static <T> T with(Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ResourceConfig.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
