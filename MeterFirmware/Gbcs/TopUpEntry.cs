using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Add Credit by UTRN (GBCS 14), from a message or from the meter's own buttons: form, counter, MAC with the supplier's
    /// prepayment key, thresholds, in this order. Bad entries by hand lock the entry by hand for a time.
    /// </summary>
    public sealed class TopUpEntry
    {
        private const int HeaderLength = 6;
        private const int IdLength = 8;
        private const int CounterLength = 8;
        private const int OriginatorAt = HeaderLength;
        private const int TargetAt = OriginatorAt + IdLength;
        private const int KindAt = TargetAt + IdLength;
        private const int CounterAt = KindAt + 1;
        private const int PtutAt = CounterAt + CounterLength;
        private const int CoveredLength = PtutAt + 4;
        private const int MacTailAt = 12;
        private const long NotLocked = -1;
        private const long UnknownCounter = -1;
        private const long NotTold = -1;

        private readonly MeterState state;
        private readonly ICryptography cryptography;
        private readonly KeyDerivation derivation;
        private readonly RemoteParties parties;
        private readonly Utrn utrn = new Utrn();
        private readonly byte[] covered = new byte[CoveredLength];
        private readonly byte[] publicKey = new byte[RemoteParties.KeyLength];
        private readonly byte[] secret = new byte[KeyDerivation.SecretLength];
        private readonly byte[] key = new byte[KeyDerivation.KeyLength];
        private readonly byte[] nonce = new byte[12];
        private readonly byte[] tag = new byte[16];
        private readonly long[] toldAt = new long[CreditResult.Count];

        // The counter that the message at hand has for its UTRN, or unknown: then it is the nearest to the highest accepted.
        private long messageCounter = UnknownCounter;
        private int messageResult;
        private long lockedAt = NotLocked;

        /// <summary>Takes top ups for the meter of this state.</summary>
        /// <param name="state">The meter's state.</param>
        /// <param name="cryptography">The primitives and the device's keys.</param>
        /// <param name="derivation">Derives the key of a UTRN's MAC.</param>
        /// <param name="parties">Has the supplier with its prepayment key.</param>
        public TopUpEntry(MeterState state, ICryptography cryptography, KeyDerivation derivation, RemoteParties parties)
        {
            this.state = state;
            this.cryptography = cryptography;
            this.derivation = derivation;
            this.parties = parties;
            for (int result = 0; result < toldAt.Length; result++)
            {
                toldAt[result] = NotTold;
            }
        }

        /// <summary>What the last UTRN was worth, millipence.</summary>
        public long ValueMillipence
        {
            get { return utrn.ValueMillipence; }
        }

        /// <summary>True while the entry of UTRNs at the meter is suspended.</summary>
        public bool IsLockedOut
        {
            get
            {
                if (state.Image.GetByte(PaymentLayout.BadEntries) < MeterParameters.BadUtrnEntries)
                {
                    return false;
                }
                long now = state.Clock.MonotonicMilliseconds;
                // After a restart the time begins anew: switching the meter off and on gains nothing.
                lockedAt = lockedAt == NotLocked ? now : lockedAt;
                return now - lockedAt < MeterParameters.UtrnLockOutSeconds * 1000L;
            }
        }

        /// <summary>Begins a message that may have a UTRN.</summary>
        /// <param name="counter">The counter that the message has for it, 0 to 4,294,967,295.</param>
        public void BeginMessage(long counter)
        {
            messageCounter = counter;
            messageResult = CreditResult.Invalid;
        }

        /// <summary>
        /// Ends a message that is a top up. No replay counter keeps it from coming again, so each cause of a refusal is told
        /// once an hour at most: repetition can neither wear the flash nor push other alerts out of their queue.
        /// </summary>
        /// <returns>True if there is something to commit.</returns>
        public bool EndMessage()
        {
            if (messageResult == CreditResult.Accepted)
            {
                return true;
            }
            long now = state.Clock.MonotonicMilliseconds;
            long last = toldAt[messageResult];
            if (last != NotTold && now - last < MeterParameters.AuthenticationAlertIntervalSeconds * 1000L)
            {
                return false;
            }
            toldAt[messageResult] = now;
            Report(messageResult);
            return true;
        }

        /// <summary>Takes a UTRN from a message. Whoever runs the message commits what it came to.</summary>
        /// <param name="digits">Holds its twenty digits as characters.</param>
        /// <param name="offset">Where they begin.</param>
        /// <returns>A <see cref="CreditResult"/>; unless it is accepted no account has changed.</returns>
        public int Enter(byte[] digits, int offset)
        {
            messageResult = Take(digits, offset);
            return messageResult;
        }

        /// <summary>
        /// Takes a UTRN that was entered at the meter, and commits what came of it.
        /// </summary>
        /// <param name="digits">Its twenty digits as characters.</param>
        /// <returns>
        /// A <see cref="CreditResult"/>, or -1 if the storage refused: nothing has changed then, and the same UTRN may be
        /// entered again.
        /// </returns>
        public int EnterByHand(byte[] digits)
        {
            StateImage image = state.Image;
            image.Mark();
            int result = IsLockedOut ? CreditResult.LockedOut : TakeByHand(digits);
            Report(result);
            bool accepted = result == CreditResult.Accepted;
            state.EventLog.Add(accepted ? EventCode.LocalCommandActioned : EventCode.LocalCommandNotActioned, result);
            if (accepted)
            {
                state.Payment.ReportLocalCredit(utrn.ValueMillipence);
            }
            return state.Store.Commit() ? result : -1;
        }

        private int TakeByHand(byte[] digits)
        {
            StateImage image = state.Image;
            if (image.GetByte(PaymentLayout.BadEntries) >= MeterParameters.BadUtrnEntries)
            {
                // The lock-out is over.
                image.SetByte(PaymentLayout.BadEntries, 0);
                lockedAt = NotLocked;
            }
            messageCounter = UnknownCounter;
            int result = digits.Length == Utrn.Digits ? Take(digits, 0) : CreditResult.Invalid;
            if (result == CreditResult.Accepted)
            {
                image.SetByte(PaymentLayout.BadEntries, 0);
                return result;
            }
            int bad = image.GetByte(PaymentLayout.BadEntries) + 1;
            image.SetByte(PaymentLayout.BadEntries, bad);
            if (bad == MeterParameters.BadUtrnEntries)
            {
                lockedAt = state.Clock.MonotonicMilliseconds;
                state.Payment.ReportSecurity(EventCode.UtrnEntrySuspended, bad);
            }
            return result;
        }

        private void Report(int result)
        {
            if (result != CreditResult.Accepted)
            {
                state.Payment.ReportRefusedCredit(result, utrn.ValueMillipence);
            }
        }

        private int Take(byte[] digits, int offset)
        {
            int result = utrn.Decode(digits, offset);
            if (result != CreditResult.Accepted)
            {
                return result;
            }
            UtrnCounters counters = state.Payment.TopUps;
            long counter = counters.Resolve(utrn.CarriedCounter);
            if (messageCounter != UnknownCounter && messageCounter % UtrnCounters.Carried == utrn.CarriedCounter)
            {
                counter = messageCounter;
            }
            result = Authenticate(counter);
            if (result != CreditResult.Accepted)
            {
                return result;
            }
            result = counters.Check(counter);
            if (result != CreditResult.Accepted)
            {
                return result;
            }
            result = state.Payment.AddCredit(utrn.ValueMillipence);
            if (result == CreditResult.Accepted)
            {
                counters.Accept(counter);
            }
            return result;
        }

        // The MAC covers the two parties, the whole counter and the upper half of the PTUT; the UTRN has its last 4 octets.
        private int Authenticate(long counter)
        {
            int supplier = parties.FindRole(RemoteRole.Supplier);
            bool known =
                supplier >= 0 && parties.GetPrepaymentKey(supplier, publicKey) && cryptography.Agree(publicKey, secret);
            if (!known)
            {
                return CreditResult.NoKey;
            }
            covered[0] = Envelope.SecurityControl;
            Array.Copy(parties.Raw, parties.GetIdOffset(supplier), covered, OriginatorAt, IdLength);
            Array.Copy(state.Configuration.DeviceId, 0, covered, TargetAt, IdLength);
            covered[KindAt] = MessageKind.Command;
            Octets.SetInt32(covered, CounterAt, (int)counter);
            Octets.SetInt32(covered, CounterAt + 4, 0);
            Octets.SetInt32(covered, PtutAt, utrn.PtutHigh);
            derivation.Derive(
                secret,
                KeyMode.Command,
                covered,
                OriginatorAt,
                covered,
                CounterAt,
                covered,
                TargetAt,
                key
            );
            Array.Copy(covered, OriginatorAt, nonce, 0, IdLength);
            cryptography.Gmac(key, nonce, covered, 0, CoveredLength, tag);
            bool authentic = Octets.GetInt32(tag, MacTailAt) == utrn.Mac;
            return authentic ? CreditResult.Accepted : CreditResult.NotAuthentic;
        }
    }
}
