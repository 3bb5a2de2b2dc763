// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Optional;
import org.huitong.api.access.Asker;

/** A request that knows who asks, and whose path begins where its subject begins. */
public final class KnownRequest extends HttpServletRequestWrapper {
    private final Optional<Asker> asker;
    private final String servletPath;
    private final String pathInfo;

    public KnownRequest(HttpServletRequest request, Optional<Asker> asker, String servletPath, String pathInfo) {
        super(request);
        this.asker = asker;
        this.servletPath = servletPath;
        this.pathInfo = pathInfo;
    }

    @Override
    public Principal getUserPrincipal() {
        return asker.orElse(null);
    }

    @Override
    public String getRemoteUser() {
        return asker.map(Asker::account).orElse(null);
    }

    @Override
    public boolean isUserInRole(String role) {
        return asker.filter(a -> a.may(role)).isPresent();
    }

    @Override
    public String getAuthType() {
        return asker.isPresent() ? "HUITONG" : null;
    }

    @Override
    public String getServletPath() {
        return servletPath;
    }

    @Override
    public String getPathInfo() {
        return pathInfo;
    }
}
