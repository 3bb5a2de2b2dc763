// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS 1.2 or newer with one certificate, for all ports that speak it. Opening keys and choosing ciphers takes as long as
 * the HTTP service's own start, so it is done beside that, on a thread that ends with it.
 */
final class Tls implements AutoCloseable {
    private final FutureTask<Keyring.Shown> ready;

    Tls(Callable<Keyring.Shown> opening) {
        ready = new FutureTask<>(opening);
        new Thread(ready, "huitong-tls").start();
    }

    /**
     * Waits until it is ready.
     *
     * @throws IllegalStateException no certificate can be used
     */
    Keyring.Shown shown() {
        try {
            return ready.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("No certificate of the TLS ports can be used", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the TLS ports were ready", e);
        }
    }

    /** After the ports that speak it. Waits for its thread: the next one's must not come in between. */
    @Override
    public void close() throws Exception {
        SslContextFactory.Server context;
        try {
            context = ready.get().context();
        } catch (ExecutionException e) {
            // It never was ready, and whoever opened it has said so.
            return;
        }
        context.stop();
    }
}
