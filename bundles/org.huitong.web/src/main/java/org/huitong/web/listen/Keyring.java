// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.huitong.api.clock.Clock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which certificate the TLS ports show: the one that IT gave, or where that cannot be used the one they had, or
 * the hub's own. None of these tells callers more than they may know, and whoever checks certificates turns away by
 * themselves; a shut port would turn everybody away, and the platforms with them.
 *
 * <p>Stands apart from {@link Listening}, which is made anew at each change of the configuration.
 */
@Component(service = Keyring.class, immediate = true)
public final class Keyring {
    private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

    private final Own own;
    private volatile Shown last;
    private volatile String trouble;

    @Activate
    public Keyring(BundleContext context, @Reference Clock clock) {
        this(new Own(Path.of(context.getProperty("huitong.keys")), clock));
    }

    Keyring(Own own) {
        this.own = own;
    }

    /**
     * A started context. Takes its time, and has none of its own: called by one thread after the other.
     *
     * @param file blank: the hub's own certificate is wanted
     * @throws Exception not even the hub's own can be used
     */
    Shown open(String file, Supplier<String> password) throws Exception {
        if (file.isBlank()) {
            Shown own = own();
            trouble = null;
            return own;
        }
        try {
            Shown given = use(Certificate.given(Path.of(file), password.get()), true);
            trouble = null;
            return given;
        } catch (Exception e) {
            return instead(file, e);
        }
    }

    /** A sentence that names the remedy, where the ports do not show what they should. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** When the certificate ends that is shown now; empty before the ports are open. */
    Optional<Instant> ends() {
        return Optional.ofNullable(last).flatMap(shown -> shown.certificate().ends());
    }

    private Shown instead(String file, Exception why) throws Exception {
        String sentence = "The key store " + file + " cannot be used (" + reason(why) + "). Mend keystore and"
                + " keystorePassword in conf/org.huitong.web.listen.cfg; a file that was mended is read at the next"
                + " start. Until then the TLS ports ";
        Shown before = last;
        try {
            Shown shown = before == null ? own() : use(before.certificate(), before.given());
            trouble = sentence + (before == null ? "show the hub's own certificate." : "show the one they had.");
            return shown;
        } catch (Exception e) {
            trouble = sentence + "stay shut, since the hub's own cannot be used either.";
            why.addSuppressed(e);
            throw e;
        } finally {
            LOG.error(trouble, why instanceof Certificate.Unusable ? why.getCause() : why);
        }
    }

    private Shown own() throws Exception {
        try {
            return use(own.certificate(), false);
        } catch (Exception e) {
            trouble = "The hub's own certificate in " + own.keys()
                    + " can be neither read nor made, the TLS ports stay shut.";
            LOG.error(trouble, e);
            throw e;
        }
    }

    private Shown use(Certificate certificate, boolean given) throws Exception {
        var context = new SslContextFactory.Server();
        context.setKeyStore(certificate.keyStore());
        context.setKeyStorePassword(certificate.password());
        // Callers show no certificates; without a store Java would read every authority that it knows.
        context.setTrustStore(certificate.keyStore());
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        context.start();
        last = new Shown(context, certificate, given);
        return last;
    }

    private static String reason(Exception e) {
        return e instanceof Certificate.Unusable unusable
                ? unusable.getMessage()
                : e.getClass().getSimpleName();
    }

    /** The hub's own: made in the folder of the keys, and anew where it is not good at the moment that the clock tells. */
    record Own(Path keys, InstantSource clock) {
        Certificate certificate() throws GeneralSecurityException, IOException {
            return Certificate.ownIn(keys, clock.instant());
        }
    }

    /**
     * What the ports show from now on.
     *
     * @param given whether IT gave it: only then may browsers be told never to come without TLS, nor past a warning
     */
    record Shown(SslContextFactory.Server context, Certificate certificate, boolean given) {}
}
