// SPDX-License-Identifier: Apache-2.0
package org.huitong.console;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Dictionary;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.access.Permissions;
import org.huitong.api.web.Permitted;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets secrets that nobody entered look empty in the console's forms. The console shows every secret as a row of dots,
 * also an empty one, so that an account that lacks its secret looked as if it had one. Where there is a secret, the
 * console's stand-in for it stays, and by it the console knows that it was left as it is.
 */
@Component(
        service = Filter.class,
        property = {
            "osgi.http.whiteboard.filter.pattern=/configMgr/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=org.apache.felix.webconsole)"
        })
@Permitted(Permissions.ADMINISTER)
public final class EmptySecrets implements Filter {
    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    private static final Pattern PID = Pattern.compile("^\\{\"pid\":" + TEXT);
    private static final Pattern SECRET = Pattern.compile(TEXT + "(:\\{\"name\":" + TEXT
            + ",\"optional\":(?:true|false),\"is_set\":(true|false),\"type\":12,\"value\":)\"unmodified\"");
    /** Of others it is not known what an empty value would do to a secret that was never set. */
    private static final String OWN = "org.huitong.";

    private final ConfigurationAdmin configurations;

    @Activate
    public EmptySecrets(@Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Form form = new Form((HttpServletResponse) response);
        chain.doFilter(request, form);
        form.pass(this::shown);
    }

    /** The same description of a form, with nothing where nothing was entered. */
    String shown(String form) throws IOException {
        Matcher pid = PID.matcher(form);
        if (!pid.find() || !pid.group(1).startsWith(OWN)) {
            return form;
        }
        Dictionary<String, Object> entered = entered(pid.group(1));
        return SECRET.matcher(form)
                .replaceAll(secret -> Matcher.quoteReplacement(
                        isEmpty(secret, entered)
                                ? "\"" + secret.group(1) + "\"" + secret.group(2) + "\"\""
                                : secret.group()));
    }

    private static boolean isEmpty(MatchResult secret, Dictionary<String, Object> entered) {
        return secret.group(4).equals("false") || entered != null && "".equals(entered.get(secret.group(1)));
    }

    private Dictionary<String, Object> entered(String pid) throws IOException {
        try {
            Configuration[] found =
                    configurations.listConfigurations("(service.pid=" + pid.replaceAll("([\\\\*()])", "\\\\$1") + ")");
            return found == null ? null : found[0].getProperties();
        } catch (InvalidSyntaxException e) {
            throw new IOException("no name of a configuration: " + pid, e);
        }
    }

    private interface Retouch {
        String of(String text) throws IOException;
    }

    /** Holds back what is said in characters until it is whole; what is said in bytes goes on its way. */
    private static final class Form extends HttpServletResponseWrapper {
        private final CharArrayWriter said = new CharArrayWriter();
        private PrintWriter writer;

        Form(HttpServletResponse response) {
            super(response);
        }

        @Override
        public PrintWriter getWriter() {
            if (writer == null) {
                writer = new PrintWriter(said);
            }
            return writer;
        }

        @Override
        public void flushBuffer() throws IOException {
            if (writer == null) {
                super.flushBuffer();
            }
        }

        void pass(Retouch retouch) throws IOException {
            if (writer == null || isCommitted()) {
                return;
            }
            writer.flush();
            String type = getContentType();
            boolean form = type != null && type.startsWith("application/json");
            getResponse().getWriter().write(form ? retouch.of(said.toString()) : said.toString());
        }
    }
}
