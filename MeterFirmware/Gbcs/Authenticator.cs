using System;
using MeterFirmware.Crypto;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Checks the MAC and the signature of a command. The static shared secrets are kept, since a key agreement costs an
    /// ESP32 half a second.
    /// </summary>
    public sealed class Authenticator
    {
        private readonly ICryptography cryptography;
        private readonly KeyDerivation derivation;
        private readonly RemoteParties parties;
        private readonly byte[][] secrets = new byte[RemoteParties.MaxParties][];
        private readonly byte[] publicKey = new byte[RemoteParties.KeyLength];
        private readonly byte[] key = new byte[KeyDerivation.KeyLength];
        private readonly byte[] nonce = new byte[12];
        private readonly byte[] tag = new byte[16];

        /// <summary>Authenticates what the given parties send.</summary>
        public Authenticator(ICryptography cryptography, KeyDerivation derivation, RemoteParties parties)
        {
            this.cryptography = cryptography;
            this.derivation = derivation;
            this.parties = parties;
        }

        /// <summary>The static shared secret with a party.</summary>
        /// <returns>Z, 32 octets, or null if there is none.</returns>
        public byte[] GetSecret(int party)
        {
            if (secrets[party] == null)
            {
                byte[] secret = new byte[KeyDerivation.SecretLength];
                if (!parties.GetAgreementKey(party, publicKey) || !cryptography.Agree(publicKey, secret))
                {
                    return null;
                }
                secrets[party] = secret;
            }
            return secrets[party];
        }

        /// <summary>
        /// Checks the MAC that the access control broker made. The octets before the grouping header are overwritten with
        /// what the MAC covers there.
        /// </summary>
        public bool IsMacValid(byte[] message, Envelope envelope)
        {
            int broker = parties.FindRole(RemoteRole.AccessControlBroker);
            byte[] secret = broker < 0 ? null : GetSecret(broker);
            if (secret == null)
            {
                return false;
            }
            derivation.Derive(
                secret,
                KeyMode.Command,
                message,
                envelope.OriginatorOffset,
                message,
                envelope.CounterOffset,
                message,
                envelope.RecipientOffset,
                key
            );
            Array.Copy(message, envelope.OriginatorOffset, nonce, 0, 8);
            int start = envelope.BodyOffset - Envelope.MacPrefixLength;
            message[start] = Envelope.SecurityControl;
            for (int i = start + 1; i < envelope.BodyOffset; i++)
            {
                message[i] = 0;
            }
            cryptography.Gmac(key, nonce, message, start, envelope.MacOffset - start, tag);
            return IsSame(message, envelope.MacOffset);
        }

        /// <summary>Checks that the originator signed the grouping header and the payload.</summary>
        /// <param name="party">The originator.</param>
        /// <param name="message">Holds the message.</param>
        /// <param name="envelope">Its parts.</param>
        public bool IsSignatureValid(int party, byte[] message, Envelope envelope)
        {
            return envelope.SignatureOffset != 0
                && parties.GetSignatureKey(party, publicKey)
                && cryptography.Verify(
                    publicKey,
                    message,
                    envelope.SignedOffset,
                    envelope.PayloadOffset + envelope.PayloadCount - envelope.SignedOffset,
                    message,
                    envelope.SignatureOffset
                );
        }

        // Looks at all octets whatever the first ones are, so that the time it takes tells nothing.
        private bool IsSame(byte[] message, int offset)
        {
            int difference = 0;
            for (int i = 0; i < Envelope.MacLength; i++)
            {
                difference |= message[offset + i] ^ tag[i];
            }
            return difference == 0;
        }
    }
}
