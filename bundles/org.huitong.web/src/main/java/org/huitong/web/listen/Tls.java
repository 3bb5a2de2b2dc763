// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * TLS 1.2 or newer with one certificate, for all ports that speak it. Opening keys and choosing ciphers takes as long as
 * the HTTP service's own start, so it is done beside that, on a thread that ends with it.
 */
final class Tls implements AutoCloseable {
    private final SslContextFactory.Server context = new SslContextFactory.Server();
    private final FutureTask<SslContextFactory.Server> ready = new FutureTask<>(this::start);

    Tls(Certificate certificate) {
        context.setKeyStore(certificate.keyStore());
        context.setKeyStorePassword(certificate.password());
        // Callers show no certificates; without a store Java would read every authority that it knows.
        context.setTrustStore(certificate.keyStore());
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        new Thread(ready, "huitong-tls").start();
    }

    /**
     * Waits until it is ready.
     *
     * @throws IllegalStateException the certificate cannot be used
     */
    SslContextFactory.Server context() {
        try {
            return ready.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The certificate of the TLS ports cannot be used", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the TLS ports were ready", e);
        }
    }

    private SslContextFactory.Server start() throws Exception {
        context.start();
        return context;
    }

    /** After the ports that speak it. */
    @Override
    public void close() throws Exception {
        context.stop();
    }
}
