using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Takes a message from its octets to its answer. The order is the security of the meter: nothing is looked at before
    /// what comes before it has been checked, and no answer exists before its effect is on the flash.
    /// </summary>
    public sealed class MessageServer
    {
        private const int GenericCriticalAlert = 0x1000;

        private readonly MeterState state;
        private readonly RemoteParties parties;
        private readonly PayloadHandler handler;
        private readonly Authenticator authenticator;
        private readonly ReplayCounters counters;
        private readonly Envelope envelope = new Envelope();

        /// <summary>Serves the meter of this state.</summary>
        /// <param name="state">The meter's state.</param>
        /// <param name="parties">Whom it trusts.</param>
        /// <param name="cryptography">The primitives and the device's keys.</param>
        /// <param name="handler">What its payloads mean.</param>
        public MessageServer(
            MeterState state,
            RemoteParties parties,
            ICryptography cryptography,
            PayloadHandler handler
        )
        {
            this.state = state;
            this.parties = parties;
            this.handler = handler;
            KeyDerivation derivation = new KeyDerivation(cryptography);
            authenticator = new Authenticator(cryptography, derivation, parties);
            counters = new ReplayCounters(state.Image);
            Watch = new SecurityWatch(state);
            Outgoing = new MessageBuilder(cryptography, derivation);
        }

        /// <summary>What was refused.</summary>
        public SecurityWatch Watch { get; }

        /// <summary>The message that wants to be sent, if it has octets. It must be sent before the next is served.</summary>
        public MessageBuilder Outgoing { get; }

        /// <summary>Serves a message; the answer, if there is one, is in <see cref="Outgoing"/>.</summary>
        /// <param name="message">Holds the message from its beginning; it is used as working space.</param>
        /// <param name="count">How many octets it has.</param>
        /// <returns>A <see cref="Refusal"/>.</returns>
        public int Serve(byte[] message, int count)
        {
            Outgoing.Clear();
            int party = -1;
            int useCase = -1;
            int refusal = Identify(message, count, ref party, ref useCase);
            if (refusal == Refusal.None)
            {
                refusal = Authenticate(message, party, useCase);
            }
            if (refusal != Refusal.None)
            {
                state.Image.Mark();
                if (Watch.Note(refusal))
                {
                    state.Store.Commit();
                }
                return refusal;
            }
            Execute(message, party, useCase);
            return Refusal.None;
        }

        /// <summary>Builds the alert that is due, if one is, in <see cref="Outgoing"/>.</summary>
        public void ServeAlerts()
        {
            int code = Watch.TakeDueAlert();
            int supplier = parties.FindRole(RemoteRole.Supplier);
            if (code == 0 || supplier < 0)
            {
                return;
            }
            StateImage image = state.Image;
            image.Mark();
            image.SetInt64(ImageLayout.AlertCounter, image.GetInt64(ImageLayout.AlertCounter) + 1);
            if (!state.Store.Commit())
            {
                // A counter that is not on the flash could be used twice: the alert is lost, its log entry is not.
                return;
            }
            OctetWriter payload = Outgoing.BeginAlert(
                state.Configuration.DeviceId,
                image.Raw,
                ImageLayout.AlertCounter,
                parties.Raw,
                parties.GetIdOffset(supplier),
                GenericCriticalAlert
            );
            handler.WriteAlert(code, image.Raw, ImageLayout.AlertCounter, state.Clock.UtcSeconds, payload);
            Outgoing.EndSigned();
        }

        private int Identify(byte[] message, int count, ref int party, ref int useCase)
        {
            if (!envelope.Parse(message, count) || envelope.Kind != MessageKind.Command)
            {
                return Refusal.NotACommand;
            }
            if (!Octets.AreEqual(message, envelope.RecipientOffset, state.Configuration.DeviceId, 0, 8))
            {
                return Refusal.OtherRecipient;
            }
            party = parties.Find(message, envelope.OriginatorOffset);
            if (party < 0)
            {
                return Refusal.UnknownOriginator;
            }
            useCase = handler.UseCases.Find(envelope.MessageCode);
            bool allowed = useCase >= 0 && handler.UseCases.IsAllowed(useCase, parties.GetRole(party));
            return allowed ? Refusal.None : Refusal.NotAllowed;
        }

        private int Authenticate(byte[] message, int party, int useCase)
        {
            if (!authenticator.IsMacValid(message, envelope))
            {
                return Refusal.WrongMac;
            }
            // A signature that the use case does not ask for must be none: nobody would have checked it.
            bool critical = handler.UseCases.Has(useCase, UseCaseFlags.Critical);
            bool signed = critical
                ? authenticator.IsSignatureValid(party, message, envelope)
                : envelope.SignatureOffset == 0;
            if (!signed)
            {
                return Refusal.WrongSignature;
            }
            bool replay =
                handler.UseCases.Has(useCase, UseCaseFlags.ReplayProtected)
                && !counters.IsFresh(party, message, envelope.CounterOffset);
            if (replay)
            {
                return Refusal.Replay;
            }
            bool conforms = handler.Conforms(useCase, message, envelope.PayloadOffset, envelope.PayloadCount);
            return conforms ? Refusal.None : Refusal.NotConforming;
        }

        private void Execute(byte[] message, int party, int useCase)
        {
            state.Image.Mark();
            Run(PayloadHandler.Run, useCase, message, BeginResponse(message));
            if (handler.UseCases.Has(useCase, UseCaseFlags.ReplayProtected))
            {
                LogOutcome();
                counters.Accept(party, message, envelope.CounterOffset);
                if (!state.Store.Commit())
                {
                    // Memory is back at where it was before, the counter with it: the same command may come again.
                    Run(PayloadHandler.ReportFault, useCase, message, BeginResponse(message));
                }
            }
            EndResponse(party, useCase);
        }

        private void Run(int action, int useCase, byte[] message, OctetWriter reply)
        {
            handler.Execute(action, useCase, message, envelope.PayloadOffset, envelope.PayloadCount, reply);
        }

        private void LogOutcome()
        {
            long notApplied = state.Debts.NotAppliedMillipence;
            state.Debts.NotAppliedMillipence = 0;
            int code = handler.Succeeded ? EventCode.CommandActioned : EventCode.CommandNotActioned;
            state.EventLog.Add(code, notApplied > int.MaxValue ? int.MaxValue : (int)notApplied);
        }

        private OctetWriter BeginResponse(byte[] message)
        {
            return Outgoing.BeginResponse(state.Configuration.DeviceId, message, envelope);
        }

        private void EndResponse(int party, int useCase)
        {
            if (handler.UseCases.Has(useCase, UseCaseFlags.Critical))
            {
                Outgoing.EndSigned();
                return;
            }
            byte[] secret = authenticator.GetSecret(party);
            if (secret == null)
            {
                Outgoing.Clear();
                return;
            }
            Outgoing.EndMac(secret, KeyMode.Response);
        }
    }
}
