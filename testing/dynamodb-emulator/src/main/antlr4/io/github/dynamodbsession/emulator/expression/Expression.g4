/*
 * DynamoDB's expressions (Developer Guide, "Using expressions in DynamoDB"). Which words are keywords depends on the
 * kind of expression: a reader turns those of the other kinds into identifiers before it parses.
 *
 * Every decision needs one token only, so that the parser is fast from its first use on. Therefore the rules do not tell
 * conditions from operands in parentheses, nor sums from other operands; what reads their trees does.
 */
grammar Expression;

// Condition, filter and key condition expressions

condition
    : anyOf EOF
    ;

anyOf
    : allOf ( OR allOf )*
    ;

allOf
    : term ( AND term )*
    ;

term
    : NOT term
    | operand ( comparator operand | BETWEEN operand AND operand | IN '(' operand ( ',' operand )* ')' )?
    ;

comparator
    : '='
    | '<>'
    | '<'
    | '<='
    | '>'
    | '>='
    ;

operand
    : VALUE
    | ALIAS step*
    | IDENTIFIER ( '(' operand ( ',' operand )* ')' | step* )
    | '(' anyOf ')'
    ;

// Update expressions

update
    : section+ EOF
    ;

section
    : SET assignment ( ',' assignment )*
    | REMOVE path ( ',' path )*
    | ( ADD | DELETE ) change ( ',' change )*
    ;

assignment
    : path '=' newValue
    ;

change
    : path VALUE
    ;

newValue
    : part ( ( '+' | '-' ) part )?
    ;

part
    : VALUE
    | ALIAS step*
    | IDENTIFIER ( '(' part ( ',' part )* ')' | step* )
    | '(' newValue ')'
    ;

// Projection expressions

projection
    : path ( ',' path )* EOF
    ;

// Document paths

path
    : name step*
    ;

step
    : '.' name
    | '[' INDEX ']'
    ;

name
    : IDENTIFIER
    | ALIAS
    ;

AND     options { caseInsensitive = true; } : 'AND' ;
OR      options { caseInsensitive = true; } : 'OR' ;
NOT     options { caseInsensitive = true; } : 'NOT' ;
BETWEEN options { caseInsensitive = true; } : 'BETWEEN' ;
IN      options { caseInsensitive = true; } : 'IN' ;
SET     options { caseInsensitive = true; } : 'SET' ;
REMOVE  options { caseInsensitive = true; } : 'REMOVE' ;
ADD     options { caseInsensitive = true; } : 'ADD' ;
DELETE  options { caseInsensitive = true; } : 'DELETE' ;

LEFT_PARENTHESIS  : '(' ;
RIGHT_PARENTHESIS : ')' ;
PLUS              : '+' ;
MINUS             : '-' ;

IDENTIFIER : [a-zA-Z] [a-zA-Z0-9_]* ;
ALIAS      : '#' [a-zA-Z0-9_]+ ;
VALUE      : ':' [a-zA-Z0-9_]+ ;
INDEX      : '0' | [1-9] [0-9]* ;
SPACE      : [ \t\r\n]+ -> skip ;

// Whatever else there is comes one by one, as the service's messages name it.
UNKNOWN    : . ;
