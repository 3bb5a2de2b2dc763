// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.huitong.api.vault.Secrets;
import org.huitong.web.listen.Ports.Door;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Opens the TLS ports on all addresses: one for people, and where it is set one for the platforms alone. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.huitong.web.listen")
@Designate(ocd = ListenConfig.class)
public final class Listening {
    private final Tls tls;
    private final Ports ports;

    @Activate
    public Listening(BundleContext context, ListenConfig config, @Reference Secrets secrets)
            throws GeneralSecurityException, IOException {
        Certificate certificate = config.keystore().isBlank()
                ? Certificate.ownIn(Path.of(context.getProperty("huitong.keys")))
                : Certificate.given(Path.of(config.keystore()), secrets.open(config.keystorePassword()));
        tls = new Tls(certificate);
        Proxies proxies = Proxies.at(config.trustedProxies());
        int https = Ports.number(context, "huitong.https.port");
        int callback = Ports.number(context, "huitong.callback.port");
        ports = new Ports(
                        context,
                        new Door("https", https, server -> TlsDoor.forPeople(server, tls, https, proxies)),
                        new Door("callback", callback, server -> TlsDoor.forPlatforms(server, tls, callback, proxies)))
                .open();
    }

    @Deactivate
    void close() throws Exception {
        ports.close();
        tls.close();
    }
}
