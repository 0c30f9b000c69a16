namespace Portal.Core.Staff;

/// <summary>Whether somebody can sign in.</summary>
public enum AccountState
{
    /// <summary>Yes.</summary>
    Active,

    /// <summary>A link was made, and no password chosen yet.</summary>
    Invited,

    /// <summary>An administrator locked it for a while, with a reason. Five wrong passwords are something else: that ends by itself.</summary>
    Locked,

    /// <summary>The person works here no longer.</summary>
    Deactivated,
}
