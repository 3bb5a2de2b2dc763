// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.copy;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientOperator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.huitong.api.keeping.KeptFiles;
import org.huitong.api.keeping.KeptFiles.KeptFile;
import org.huitong.api.message.MessageId;
import org.huitong.capability.keeping.archive.Medium;
import org.huitong.capability.keeping.archive.RecordLine;
import org.huitong.kit.send.JsonText;

/**
 * Writes one copy: a ZIP of messages and their files as CMS EnvelopedData (RFC 5652), AES-256-CBC under a key of its own,
 * which is wrapped for the recipient by RSA-OAEP with SHA-256. OpenSSL opens it.
 *
 * <p>Why it can be believed although this hub cannot open it: the key of the content is known until the writer ends. The
 * file is read back from the medium, opened with it, and what comes out has the hash of what went in; and the envelope names
 * the recipient's certificate.
 */
final class SealedCopy implements AutoCloseable {
    static final String PART = ".part";
    private static final int BUFFER = 1 << 16;
    private static final AlgorithmParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final Medium medium;
    private final String place;
    private final Recipient recipient;
    private final KeptFiles kept;
    private final Function<byte[], String> printer;
    private final Key key;
    private final MessageDigest inside = sha256();
    private final MessageDigest outside = sha256();
    private final Counted file;
    private final OutputStream envelope;
    private final ZipOutputStream zip;
    private final List<String> sums = new ArrayList<>();
    private final List<String> attachments = new ArrayList<>();
    private final Map<MessageId, String> prints = new LinkedHashMap<>();
    private int files;

    /**
     * A copy that was written and read back.
     *
     * @param hash SHA-256 of the file
     * @param prints a keyed fingerprint by message
     */
    record Written(long bytes, String hash, Map<MessageId, String> prints) {}

    /** @param printer makes fingerprints that only this hub can make */
    SealedCopy(Medium medium, String place, Recipient recipient, KeptFiles kept, Function<byte[], String> printer)
            throws IOException {
        this.medium = medium;
        this.place = place;
        this.recipient = recipient;
        this.kept = kept;
        this.printer = printer;
        try {
            OutputEncryptor encryptor = new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).build();
            this.key = key(encryptor);
            CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
            generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(
                    recipient.certificate(),
                    new JcaAlgorithmParametersConverter()
                            .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, OAEP)));
            this.file = new Counted(new BufferedOutputStream(medium.write(place + PART), BUFFER), outside);
            this.envelope = generator.open(file, encryptor);
        } catch (CMSException | GeneralSecurityException e) {
            throw new IOException("nothing can be locked for this certificate", e);
        }
        this.zip = new ZipOutputStream(new DigestOutputStream(envelope, inside), StandardCharsets.UTF_8);
    }

    private static Key key(OutputEncryptor encryptor) {
        Object key = encryptor.getKey().getRepresentation();
        return key instanceof Key one ? one : new SecretKeySpec((byte[]) key, "AES");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Counts and hashes what the medium is given. */
    private static final class Counted extends FilterOutputStream {
        private final MessageDigest hash;
        private long bytes;

        Counted(OutputStream out, MessageDigest hash) {
            super(out);
            this.hash = hash;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int at, int length) throws IOException {
            out.write(from, at, length);
            hash.update(from, at, length);
            bytes += length;
        }
    }

    /** @return false where a file of it is here and cannot be read: then nothing of it is in the copy */
    boolean add(RecordLine line) throws IOException {
        Map<String, KeptFile> found = new LinkedHashMap<>();
        for (RecordLine.Attached attached : line.attached()) {
            Optional<KeptFile> file = kept.find(attached.message(), attached.attachment());
            if (file.isPresent()) {
                found.putIfAbsent(file.get().name(), file.get());
            }
        }
        for (KeptFile file : found.values()) {
            if (!isWhole(file)) {
                return false;
            }
        }
        put("messages/%05d.json".formatted(prints.size() + 1), line.bytes());
        Map<String, String> names = new LinkedHashMap<>();
        for (KeptFile file : found.values()) {
            names.put(file.name(), put(file));
        }
        for (RecordLine.Attached attached : line.attached()) {
            Optional<KeptFile> file = kept.find(attached.message(), attached.attachment());
            JsonText text = attached.line();
            file.map(one -> names.get(one.name())).ifPresent(name -> text.with("file", name));
            attachments.add(text.toString());
        }
        prints.put(line.id(), printer.apply(line.bytes()));
        return true;
    }

    /** Looked through before it is written, since what stands in a ZIP is not taken back. */
    private boolean isWhole(KeptFile file) {
        try (InputStream in = kept.open(file)) {
            return hash(in).equals(file.sha256());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String hash(InputStream in) throws IOException {
        MessageDigest hash = sha256();
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            hash.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private String put(KeptFile file) throws IOException {
        String name = "files/%05d".formatted(++files);
        zip.putNextEntry(new ZipEntry(name));
        try (InputStream in = kept.open(file)) {
            in.transferTo(zip);
        }
        zip.closeEntry();
        sums.add(file.sha256() + "  " + name);
        return name;
    }

    private void put(String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
        sums.add(HexFormat.of().formatHex(sha256().digest(bytes)) + "  " + name);
    }

    /** Ends it, reads it back, opens it, and gives it its name. */
    Written end() throws IOException {
        if (!attachments.isEmpty()) {
            put("attachments.jsonl", (String.join("\n", attachments) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        zip.putNextEntry(new ZipEntry("SHA256SUMS"));
        zip.write((String.join("\n", sums) + "\n").getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.close();
        file.close();
        medium.settle("");
        String went = HexFormat.of().formatHex(inside.digest());
        String hash = HexFormat.of().formatHex(outside.digest());
        check(place + PART, went, hash);
        medium.move(place + PART, place);
        medium.settle("");
        check(place, went, hash);
        return new Written(file.bytes, hash, prints);
    }

    /** What lies on the medium is what was written, is locked for the recipient, and opens to what went in. */
    private void check(String name, String went, String hash) throws IOException {
        try (InputStream in = medium.read(name)) {
            requireEqual(hash(in), hash);
        }
        try (InputStream in = medium.read(name)) {
            RecipientInformation only = only(new CMSEnvelopedDataParser(in));
            try (InputStream content = only.getContentStream(new Known(key)).getContentStream()) {
                requireEqual(hash(content), went);
            }
        } catch (CMSException e) {
            throw new IOException("what was read back does not open", e);
        }
    }

    private static void requireEqual(String read, String written) throws IOException {
        if (!read.equals(written)) {
            throw new IOException("what was read back is not what was written");
        }
    }

    private RecipientInformation only(CMSEnvelopedDataParser parser) throws IOException {
        List<RecipientInformation> all = List.copyOf(parser.getRecipientInfos().getRecipients());
        try {
            if (all.size() == 1 && all.get(0).getRID().match(new JcaX509CertificateHolder(recipient.certificate()))) {
                return all.get(0);
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has bytes", e);
        }
        throw new IOException("the envelope is locked for somebody else");
    }

    /** Opens by the key of the content, without the recipient's. */
    private record Known(Key key) implements KeyTransRecipient {
        @Override
        public RecipientOperator getRecipientOperator(
                AlgorithmIdentifier wrapping, AlgorithmIdentifier cipher, byte[] wrapped) throws CMSException {
            try {
                Cipher opener = Cipher.getInstance("AES/CBC/PKCS5Padding");
                byte[] iv = ASN1OctetString.getInstance(cipher.getParameters()).getOctets();
                opener.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
                return new RecipientOperator(new InputDecryptor() {
                    @Override
                    public AlgorithmIdentifier getAlgorithmIdentifier() {
                        return cipher;
                    }

                    @Override
                    public InputStream getInputStream(InputStream in) {
                        return new CipherInputStream(in, opener);
                    }
                });
            } catch (GeneralSecurityException e) {
                throw new CMSException("what was read back does not open", e);
            }
        }
    }

    /** Lets go of what is open; what was not ended stays as a part, to be cleared away by its name. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Takes away what one that was cut off left behind, the whole file among it: nobody knows its key any more. */
    static void clear(Medium medium, String place) throws IOException {
        medium.remove(place + PART);
        medium.remove(place);
        medium.settle("");
    }
}
