// SPDX-License-Identifier: Apache-2.0
package org.huitong.identity.oidc;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a provider tells of itself (OpenID Connect Discovery 1.0, 3).
 *
 * @param authentication how a client may show at {@code token} who it is; empty: by HTTP Basic
 */
record Provider(
        String issuer,
        URI authorize,
        URI token,
        URI keys,
        Optional<URI> userInfo,
        Optional<URI> endSession,
        List<String> authentication) {
    boolean takesBasic() {
        return authentication.isEmpty() || authentication.contains("client_secret_basic");
    }
}
