namespace MeterFirmware.Update
{
    /// <summary>activateImageResponseCode of GBCS.</summary>
    public static class ActivationOutcome
    {
        /// <summary>success: the image of the command runs.</summary>
        public const int Success = 0;

        /// <summary>noImageHeld.</summary>
        public const int NoImageHeld = 1;

        /// <summary>hashMismatch: an image is held, and another one was commanded.</summary>
        public const int HashMismatch = 2;

        /// <summary>activationFailure: the old firmware runs, whatever was tried.</summary>
        public const int ActivationFailure = 3;
    }
}
