// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/** This hub as the browser knows it, which is where its cookies are. */
final class Home {
    private Home() {}

    /** @param path from the root on */
    static URI of(HttpServletRequest request, String path) {
        boolean usual = request.getServerPort() == (request.isSecure() ? 443 : 80);
        return URI.create(request.getScheme() + "://" + request.getServerName()
                + (usual ? "" : ":" + request.getServerPort()) + path);
    }
}
