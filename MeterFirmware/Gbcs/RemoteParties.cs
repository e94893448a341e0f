using System;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Whom the meter trusts, with their public keys: a flat table that is one record of the storage. It is written when
    /// the meter is made, before it first starts.
    /// </summary>
    public sealed class RemoteParties
    {
        /// <summary>How many parties a table can hold: one replay counter each.</summary>
        public const int MaxParties = ImageLayout.ReplayCounterSlots;

        /// <summary>The octets of a public key: x and y.</summary>
        public const int KeyLength = 64;

        /// <summary>The octets of one party: role, EUI-64, digital signature, key agreement and prepayment key.</summary>
        public const int PartyLength = 1 + MeterConfiguration.DeviceIdLength + 3 * KeyLength;

        /// <summary>The octets of the header: "RP", the version and the number of parties.</summary>
        public const int HeaderLength = 4;

        /// <summary>The version of the record that this firmware reads and writes.</summary>
        public const int FormatVersion = 1;

        /// <summary>The octets of the largest record, its check included.</summary>
        public const int MaxLength = HeaderLength + MaxParties * PartyLength + 4;

        private const string RecordName = "parties";
        private const int IdAt = 1;
        private const int SignatureKeyAt = IdAt + MeterConfiguration.DeviceIdLength;
        private const int AgreementKeyAt = SignatureKeyAt + KeyLength;
        private const int PrepaymentKeyAt = AgreementKeyAt + KeyLength;

        private byte[] table = new byte[HeaderLength];

        /// <summary>How many parties there are: 0 to <see cref="MaxParties"/>.</summary>
        public int Count
        {
            get { return table[HeaderLength - 1]; }
        }

        /// <summary>The octets of the table, for <see cref="GetIdOffset"/>.</summary>
        public byte[] Raw
        {
            get { return table; }
        }

        /// <summary>Takes the table from the storage.</summary>
        /// <returns>False if there is none or it is damaged: the meter then trusts nobody.</returns>
        public bool Load(IRecordStore records)
        {
            byte[] record = new byte[MaxLength];
            int read = records.Read(RecordName, record, 0, MaxLength);
            if (read < HeaderLength + 4 || record[0] != 'R' || record[1] != 'P' || record[2] != FormatVersion)
            {
                return false;
            }
            int length = HeaderLength + record[HeaderLength - 1] * PartyLength;
            bool whole =
                record[HeaderLength - 1] <= MaxParties
                && read == length + 4
                && Octets.GetInt32(record, length) == Crc32.Compute(record, 0, length);
            if (whole)
            {
                table = new byte[length];
                Array.Copy(record, 0, table, 0, length);
            }
            return whole;
        }

        /// <summary>Puts the table into the storage, as the maker does once.</summary>
        /// <returns>False if the storage refused.</returns>
        public bool Save(IRecordStore records)
        {
            byte[] record = new byte[table.Length + 4];
            Array.Copy(table, 0, record, 0, table.Length);
            record[0] = (byte)'R';
            record[1] = (byte)'P';
            record[2] = FormatVersion;
            Octets.SetInt32(record, table.Length, Crc32.Compute(record, 0, table.Length));
            return records.Write(RecordName, record, 0, record.Length) == StoreResult.Ok;
        }

        /// <summary>Adds a party. A key that the party does not have is null.</summary>
        /// <param name="role">A <see cref="RemoteRole"/>.</param>
        /// <param name="id">EUI-64, 8 octets.</param>
        /// <param name="signatureKey">x and y, 64 octets, or null.</param>
        /// <param name="agreementKey">x and y, 64 octets, or null.</param>
        /// <param name="prepaymentKey">x and y, 64 octets, or null.</param>
        /// <exception cref="InvalidOperationException">The table is full.</exception>
        public void Add(int role, byte[] id, byte[] signatureKey, byte[] agreementKey, byte[] prepaymentKey)
        {
            Invariant.Require(Count < MaxParties, "room for a remote party");
            byte[] longer = new byte[table.Length + PartyLength];
            Array.Copy(table, 0, longer, 0, table.Length);
            int party = table.Length;
            longer[party] = (byte)role;
            Array.Copy(id, 0, longer, party + IdAt, MeterConfiguration.DeviceIdLength);
            CopyKey(signatureKey, longer, party + SignatureKeyAt);
            CopyKey(agreementKey, longer, party + AgreementKeyAt);
            CopyKey(prepaymentKey, longer, party + PrepaymentKeyAt);
            longer[HeaderLength - 1]++;
            table = longer;
        }

        /// <summary>Finds a party by its EUI-64.</summary>
        /// <returns>0 to <see cref="Count"/> - 1, or -1 if it is not known.</returns>
        public int Find(byte[] id, int offset)
        {
            for (int party = 0; party < Count; party++)
            {
                if (Octets.AreEqual(id, offset, table, OffsetOf(party) + IdAt, MeterConfiguration.DeviceIdLength))
                {
                    return party;
                }
            }
            return -1;
        }

        /// <summary>Finds the first party of a role.</summary>
        /// <returns>0 to <see cref="Count"/> - 1, or -1 if there is none.</returns>
        public int FindRole(int role)
        {
            for (int party = 0; party < Count; party++)
            {
                if (GetRole(party) == role)
                {
                    return party;
                }
            }
            return -1;
        }

        /// <summary>The <see cref="RemoteRole"/> of a party.</summary>
        public int GetRole(int party)
        {
            return table[OffsetOf(party)];
        }

        /// <summary>Where in <see cref="Raw"/> the eight octets of a party's EUI-64 begin.</summary>
        public int GetIdOffset(int party)
        {
            return OffsetOf(party) + IdAt;
        }

        /// <summary>Copies a party's digital signature key.</summary>
        /// <returns>False if it has none.</returns>
        public bool GetSignatureKey(int party, byte[] key)
        {
            return GetKey(party, SignatureKeyAt, key);
        }

        /// <summary>Copies a party's key agreement key.</summary>
        /// <returns>False if it has none.</returns>
        public bool GetAgreementKey(int party, byte[] key)
        {
            return GetKey(party, AgreementKeyAt, key);
        }

        /// <summary>Copies a supplier's prepayment key agreement key.</summary>
        /// <returns>False if it has none.</returns>
        public bool GetPrepaymentKey(int party, byte[] key)
        {
            return GetKey(party, PrepaymentKeyAt, key);
        }

        private bool GetKey(int party, int keyAt, byte[] key)
        {
            int offset = OffsetOf(party) + keyAt;
            int present = 0;
            for (int i = 0; i < KeyLength; i++)
            {
                key[i] = table[offset + i];
                present |= key[i];
            }
            return present != 0;
        }

        private static void CopyKey(byte[] key, byte[] target, int offset)
        {
            if (key != null)
            {
                Array.Copy(key, 0, target, offset, KeyLength);
            }
        }

        private int OffsetOf(int party)
        {
            Invariant.Require(party >= 0 && party < Count, "a remote party that exists");
            return HeaderLength + party * PartyLength;
        }
    }
}
