// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

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
    public Listening(
            BundleContext context,
            ListenConfig config,
            @Reference Secrets secrets,
            @Reference Keyring keyring,
            @Reference PortsCheck check) {
        String keystore = config.keystore();
        String password = config.keystorePassword();
        tls = new Tls(() -> keyring.open(keystore, () -> secrets.open(password)));
        Proxies proxies = Proxies.at(config.trustedProxies());
        int https = Ports.number(context, "https");
        int callback = Ports.number(context, "callback");
        ports = new Ports(
                        context,
                        check,
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
