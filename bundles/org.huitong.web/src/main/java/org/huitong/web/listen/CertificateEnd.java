// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.util.List;
import java.util.Map;
import org.huitong.api.operation.Measured;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** When the certificate of the TLS ports ends, as whoever connects sees it. */
@Component(service = Measured.class)
public final class CertificateEnd implements Measured {
    private final Keyring keyring;

    @Activate
    public CertificateEnd(@Reference Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public List<Measurement> measure() {
        return keyring.ends().stream()
                .map(end -> new Measurement(
                        "huitong_certificate_end_seconds",
                        "When the certificate of the TLS ports ends, since 1970.",
                        Kind.GAUGE,
                        Map.of(),
                        end.getEpochSecond()))
                .toList();
    }
}
